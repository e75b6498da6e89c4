// Package agreementtest makes agreements for tests: random ones, small enough to be explored in
// full, and one family of any size that benchmarks climb.
//
// A random agreement comes from [Draw] (choices made and shrunk by rapid) or from [Random] (the
// same choices, made from a seed). Its waits refer forwards, backwards and to themselves, so
// about half of what is drawn waits for itself somewhere. Choice 0 is always the plainest, so a
// failing test shrinks towards an agreement with few commitments that wait for nothing.
//
// A [Proof] holds an analysis against its slow twin on as many random agreements as are asked for,
// and a [Census] counts what these held, so that nobody has to take on trust that a feature could
// have made a difference. ./prove runs all proofs on more agreements than ./test takes time for.
//
// Invariant: whatever is drawn satisfies [Validate], which states the invariants of package
// agreement in code; tests of whoever builds agreements use it too.
//
// What it refuses: meaning. It knows what a well-formed agreement is, not what can happen under
// it. Only tests and benchmarks import it.
package agreementtest
