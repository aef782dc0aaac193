package httpapi

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"strconv"

	"stetig/internal/plan"
)

// maxSpool bounds an answer on disk, in bytes: a table of about a million entries.
const maxSpool = 512 << 20

// spool keeps an answer on disk while it is made, so that it can be made at once
// and be fetched slowly. Where the system allows it, the file has no name from
// the beginning and so cannot outlive the program.
type spool struct {
	file *os.File
	size int64
	most int64
}

func newSpool(most int64) (*spool, error) {
	file, err := os.CreateTemp("", "stetig-*.csv")
	if err != nil {
		return nil, fmt.Errorf("make a temporary file: %w", err)
	}
	_ = os.Remove(file.Name()) // where that must wait, close does it
	return &spool{file: file, most: most}, nil
}

// Write keeps data. What grows beyond the bound is plan.CodeTooLarge.
func (s *spool) Write(data []byte) (int, error) {
	if s.size+int64(len(data)) > s.most {
		return 0, plan.Errorf(plan.CodeTooLarge, "This is more than %d MB. Ask for a part of it, with from and to or channel by channel.", s.most>>20)
	}
	n, err := s.file.Write(data)
	s.size += int64(n)
	return n, err
}

// send sends all that was kept, unless the context ends before.
func (s *spool) send(ctx context.Context, w http.ResponseWriter) error {
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read a temporary file: %w", err)
	}
	w.Header().Set("Content-Length", strconv.FormatInt(s.size, 10))
	for left := s.size; left > 0; {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("send a temporary file: %w", err)
		}
		n, err := io.CopyN(w, s.file, min(left, pacedPart))
		if err != nil {
			return fmt.Errorf("send a temporary file: %w", err)
		}
		left -= n
	}
	return nil
}

func (s *spool) close() error {
	err := s.file.Close()
	if removed := os.Remove(s.file.Name()); err == nil && !errors.Is(removed, fs.ErrNotExist) {
		err = removed
	}
	return err
}
