package neverends

import (
	"testing"

	"lockstep/internal/check/checktest"
)

func TestExample(t *testing.T) { checktest.Run(t, Check) }
