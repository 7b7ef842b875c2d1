/*
 * libstarforge: searches the text of a snapshot, and names objects of Git. A plain C interface: any language can call it (Java does by JNA, the tests
 * also by Python's ctypes). It keeps nothing between calls, starts no thread, catches no signal, and may be called by any
 * number of threads at once.
 *
 * Texts are bytes; offsets count from the first byte of a text. Between the texts of two files lies one byte 0, and none
 * lies inside of them. Numbers have the byte order of the machine, which is little endian.
 */
#ifndef STARFORGE_H
#define STARFORGE_H

#include <stdint.h>

#define SF_API __attribute__((visibility("default")))

/* Changes with every change of this interface. */
#define SF_ABI 2

/* Errors. */
#define SF_EINVAL (-1)   /* an argument that is refused below */
#define SF_ENOMEM (-2)   /* no memory */
#define SF_EFILE (-3)    /* the file cannot be opened, read or mapped: errno says why */
#define SF_EFORMAT (-4)  /* the file is no snapshot, or cut off */
#define SF_EPATTERN (-5) /* PCRE2 does not take this pattern */
#define SF_ENOREGEX (-6) /* this library was built without PCRE2 */
#define SF_EFORGED (-7)  /* somebody made this message to have the sum of another one */

/* Flags. */
#define SF_CASELESS 1 /* ASCII letters match in both cases; those of needles must be small */
#define SF_WORD 2     /* no hit has an ASCII letter, digit, underscore or a byte from 0x80 before or after it */

/* What this library can do. */
#define SF_HAS_REGEX 1 /* sf_regex_* */
#define SF_HAS_JIT 2   /* PCRE2 makes machine code */
#define SF_HAS_WIDE 4  /* 32 bytes at a time on this processor, not 16 */
#define SF_HAS_SHA 8   /* this processor has instructions for SHA-1 */

SF_API int32_t sf_abi_version(void);
SF_API int32_t sf_features(void);

/*
 * Maps a snapshot, read only. Only its first 64 bytes are checked: magic, version and that the lengths they tell are the
 * file's; the caller checks sums before it trusts the tables. The file may be renamed or deleted while it is mapped, but must
 * never be shortened. path: UTF-8, ends with 0. *map, for sf_unmap, *bytes and *length (of the whole file) are set when 0 is
 * returned; else SF_EFILE, SF_EFORMAT or SF_ENOMEM is.
 */
SF_API int32_t sf_map(const char *path, void **map, const uint8_t **bytes, int64_t *length);
SF_API void sf_unmap(void *map);

/*
 * Finds a needle. ranges: count pairs of start and end, ascending, apart, inside of the text (else SF_EINVAL); no hit goes over
 * the end of a range. needle: length 1 to 4096, without a byte 0. out: the offsets of the first cap hits. budget: microseconds.
 * *complete is set to 0 when the budget ended the search, else to 1. Returns how many hits there are (may be more than cap),
 * which do not overlap.
 */
SF_API int64_t sf_find(const uint8_t *text, int64_t length, const int64_t *ranges, int64_t count, const uint8_t *needle,
                       int32_t needle_length, int32_t flags, int64_t *out, int64_t cap, int64_t budget,
                       int32_t *complete);

/*
 * Makes ready a regular expression. A pattern is PCRE2's, over bytes (no UTF), several lines, line break \n; it must not be able
 * to match a line break or a 0. watched: the same, with callouts (?C) wherever much can be tried. needles: one after the other,
 * with their lengths (2 to 32), at most 32; each match must have one of them, up to case when flags say SF_CASELESS; count 0:
 * not known. table: 256 numbers for each of states (1 to 255): (next state << 8) by state and byte, of an automaton that finds
 * lines that may match: state 0 is the start of a line, the last one is reached when a match may end and never left; states 0:
 * there is none. *regex, for sf_regex_free, is set when 0 is returned; else an error is.
 */
SF_API int32_t sf_regex_new(const uint8_t *pattern, int32_t length, const uint8_t *watched, int32_t watched_length,
                            const uint8_t *needles, const int32_t *lengths, int32_t count, const uint16_t *table,
                            int32_t states, int32_t flags, void **regex);
SF_API void sf_regex_free(void *regex);

/*
 * Finds what a regular expression matches, line by line: as sf_find, but each range must be a whole file, out takes pairs of
 * start and end, and a match of nothing is no hit. *complete is also 0 when a line was too hard and was passed over.
 */
SF_API int64_t sf_regex_find(const uint8_t *text, int64_t length, const int64_t *ranges, int64_t count, const void *regex,
                             int64_t *out, int64_t cap, int64_t budget, int32_t *complete);

/*
 * SHA-1 of a message that comes in pieces, and whether it was made to collide with another one, as sha1.c tells. context:
 * SF_SHA1_BYTES of the caller's, where a number of 64 bits may lie; after begin come any number of add and one end, by one
 * thread at a time. There is nothing to free. add: SF_EINVAL when length is negative. end: sets the sum, 20 bytes, in any case,
 * and returns 0 or SF_EFORGED.
 */
#define SF_SHA1_BYTES 544
SF_API void sf_sha1_begin(void *context);
SF_API int32_t sf_sha1_add(void *context, const uint8_t *bytes, int64_t length);
SF_API int32_t sf_sha1_end(void *context, uint8_t *sum);

/* The sum of all bytes, read as fast as they can be: what benchmarks compare with. */
SF_API uint64_t sf_sum(const uint8_t *text, int64_t length);

#endif
