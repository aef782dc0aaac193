// Package architecture holds no code. Its tests hold the rules by which the
// packages of this module may lean on each other, and say why each rule is there.
package architecture
