// Package story tells a sequence of moves of the reference interpreter as people would: sentence
// by sentence, in the ids, names and texts of the agreement.
//
// It keeps the order of the moves and leaves none out; moves that belong together become one
// sentence. It refuses to judge whether the moves can be made: whoever found the story knows, and
// semantics.World.Replay proves it.
package story
