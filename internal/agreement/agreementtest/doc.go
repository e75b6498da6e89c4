// Package agreementtest makes agreements for tests: random ones, small enough to be explored in
// full, and one family of any size that benchmarks climb.
//
// A random agreement comes from [Draw] (choices made and shrunk by rapid) or from [Random] (the
// same choices, made from a seed). Its waits refer forwards, backwards and to themselves, so
// about half of what is drawn waits for itself somewhere. Choice 0 is always the plainest, so a
// failing test shrinks towards an agreement with few commitments that wait for nothing.
//
// Invariant: whatever is drawn satisfies [Validate], which states the invariants of package
// agreement in code; tests of whoever builds agreements use it too.
//
// What it refuses: meaning. It knows what a well-formed agreement is, not what can happen under
// it. Only tests and benchmarks import it.
package agreementtest
