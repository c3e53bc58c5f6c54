package checkpoint

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"noiseprune/sim"
)

// The format of a file:
//
//	magic     8 bytes
//	version   8 bytes
//	length    8 bytes: of the whole file
//	count     8 bytes: of the members
//	members   each: 8 bytes of the name's length, 8 of the data's, 8 of the CRC-32C of name
//	          and data; the name; the data
//	checksum  32 bytes: SHA-256 of all before
//
// Numbers are little-endian. Members stand in ascending order of their names.
const (
	magic         = "npchkpt\n"
	formatVersion = 1

	headerSize = len(magic) + 3*8
	memberSize = 3 * 8
	largest    = 1 << 62 // bytes; lengths below it can be added without overflow
)

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// Encode writes the members in the format of a checkpoint file. Their names must ascend.
func Encode(w io.Writer, members []sim.Member) error {
	length := uint64(headerSize + sha256.Size)
	for _, m := range members {
		length += uint64(memberSize + len(m.Name) + len(m.Data))
	}
	hash := sha256.New()
	buffered := bufio.NewWriter(w)
	both := io.MultiWriter(hash, buffered)
	write := func(parts ...[]byte) error {
		for _, p := range parts {
			if _, err := both.Write(p); err != nil {
				return err
			}
		}
		return nil
	}
	if err := write([]byte(magic), words(formatVersion, length, uint64(len(members)))); err != nil {
		return err
	}
	for _, m := range members {
		head := words(uint64(len(m.Name)), uint64(len(m.Data)), uint64(memberSum(m)))
		if err := write(head, []byte(m.Name), m.Data); err != nil {
			return err
		}
	}
	if _, err := buffered.Write(hash.Sum(nil)); err != nil {
		return err
	}
	return buffered.Flush()
}

func words(all ...uint64) []byte {
	var data []byte
	for _, v := range all {
		data = binary.LittleEndian.AppendUint64(data, v)
	}
	return data
}

func memberSum(m sim.Member) uint32 {
	return crc32.Update(crc32.Checksum([]byte(m.Name), castagnoli()), castagnoli(), m.Data)
}

// Decode returns the members of a file, whose data stay part of it. What is not whole and
// sound is an error, which says what is wrong.
func Decode(file []byte) ([]sim.Member, error) {
	if len(file) < len(magic) || string(file[:len(magic)]) != magic {
		return nil, errors.New("it is no checkpoint of noiseprune")
	}
	if len(file) < headerSize+sha256.Size {
		return nil, fmt.Errorf("it is cut off after %d bytes", len(file))
	}
	var word [3]uint64
	for k := range word {
		word[k] = binary.LittleEndian.Uint64(file[len(magic)+8*k:])
	}
	version, length, count := word[0], word[1], word[2]
	switch {
	case version > formatVersion:
		return nil, fmt.Errorf("it has format version %d, and this program knows up to %d; a newer noiseprune wrote it and can go on with it", version, formatVersion)
	case version == 0:
		return nil, errors.New("it is damaged: its format version is 0")
	case length > uint64(len(file)):
		return nil, fmt.Errorf("it is cut off: %d of %d bytes are there", len(file), length)
	case length < uint64(len(file)):
		return nil, fmt.Errorf("it is damaged: it goes on behind its end at byte %d", length)
	}
	body := file[:len(file)-sha256.Size]
	members, err := decodeMembers(body[headerSize:], count)
	if err != nil {
		return nil, err
	}
	if sha256.Sum256(body) != [sha256.Size]byte(file[len(body):]) {
		return nil, errors.New("it is damaged: the checksum of the whole does not match")
	}
	return members, nil
}

// decodeMembers takes that many members from the data, which end with them.
func decodeMembers(data []byte, count uint64) ([]sim.Member, error) {
	if count > uint64(len(data)/memberSize) {
		return nil, fmt.Errorf("it is damaged: it claims %d parts in %d bytes", count, len(data))
	}
	members := make([]sim.Member, 0, count)
	for k := range count {
		if len(data) < memberSize {
			return nil, fmt.Errorf("it is damaged: part %d is cut off", k)
		}
		name, size := binary.LittleEndian.Uint64(data), binary.LittleEndian.Uint64(data[8:])
		sum := binary.LittleEndian.Uint64(data[16:])
		data = data[memberSize:]
		if name > largest || size > largest || name+size > uint64(len(data)) {
			return nil, fmt.Errorf("it is damaged: part %d is longer than the file", k)
		}
		m := sim.Member{Name: string(data[:name]), Data: data[name : name+size : name+size]}
		data = data[name+size:]
		if sum != uint64(memberSum(m)) {
			return nil, fmt.Errorf("it is damaged: the checksum of part %d does not match", k)
		}
		if k > 0 && m.Name <= members[k-1].Name {
			return nil, fmt.Errorf("it is damaged: part %d, %q, is out of order", k, m.Name)
		}
		members = append(members, m)
	}
	if len(data) > 0 {
		return nil, fmt.Errorf("it is damaged: %d bytes follow the last part", len(data))
	}
	return members, nil
}
