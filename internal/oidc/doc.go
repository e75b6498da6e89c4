// Package oidc lets people sign in by a provider of OpenID Connect (OpenID Connect Core 1.0, the
// authorization code flow), beside passwords: it sends a browser to the provider, and says who came
// back.
//
// Invariants. Every attempt has a state, a nonce and a proof key (RFC 7636) of its own, which the
// caller keeps with the browser and uses once. Nobody is taken for somebody unless the provider
// signed it, for this program, in answer to this attempt, and it has not run out. It says only how
// the provider names a person; who that is here is for package accounts.
//
// What it refuses: to reach anything but the provider that it was told of, and to keep what the
// provider hands out: tokens are looked at and forgotten.
package oidc
