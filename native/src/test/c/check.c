/*
 * Tests of the C library that only C can do: texts that end where memory does, so that one byte read too far is the end, and
 * arguments that Java never gives. Built with ASan and UBSan. Says what failed, and fails then.
 */
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "starforge.h"

static int failures;

#define CHECK(condition)                                                      \
    do {                                                                      \
        if (!(condition)) {                                                   \
            fprintf(stderr, "check.c:%d: %s\n", __LINE__, #condition);        \
            failures++;                                                       \
        }                                                                     \
    } while (0)

enum { CAP = 100000 };
static int64_t out[2 * CAP];
static int32_t complete;

/* Pages of which the first and the last must not be touched. */
typedef struct {
    uint8_t *start;
    size_t size;
} guarded;

static guarded guard(size_t size) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t inner = (size + page - 1) / page * page;
    uint8_t *all = mmap(NULL, inner + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED || mprotect(all + page, inner, PROT_READ | PROT_WRITE) != 0) {
        perror("mmap");
        exit(2);
    }
    return (guarded){all + page, inner};
}

static int64_t find(const uint8_t *text, int64_t length, const char *needle, int32_t flags) {
    const int64_t ranges[] = {0, length};
    const uint8_t *bytes = (const uint8_t *)needle;
    int32_t size = (int32_t)strlen(needle);
    int64_t told = sf_find(text, length, ranges, 1, bytes, size, flags, out, CAP, 1000000000, &complete);
    CHECK(sf_find(text, length, ranges, 1, bytes, size, flags, out, 0, 1000000000, &complete) == told);
    return told;
}

/* Counts hits as simply as can be. */
static int64_t count(const uint8_t *text, int64_t length, const char *needle) {
    int64_t size = (int64_t)strlen(needle), hits = 0;
    for (int64_t at = 0; at + size <= length;) {
        bool hit = memcmp(text + at, needle, (size_t)size) == 0;
        hits += hit;
        at += hit ? size : 1;
    }
    return hits;
}

static void a_text_may_end_where_memory_does(void) {
    guarded memory = guard(8192);
    const char *needles[] = {"x", "xy", "xyz", "xyzx", "xyzxyzx", "xyzxyzxy", "xyzxyzxyzxyzxyzxyz", "q"};
    for (size_t i = 0; i < memory.size; i++) {
        memory.start[i] = (uint8_t)"xyz.\n"[i * 7 / 3 % 5];
    }
    for (int64_t length = 0; length < 400; length++) {
        uint8_t *low = memory.start, *high = memory.start + memory.size - length;
        for (size_t k = 0; k < sizeof needles / sizeof *needles; k++) {
            for (int side = 0; side < 2; side++) {
                uint8_t *text = side == 0 ? low : high;
                uint8_t *end = text + length - strlen(needles[k]);
                if (end >= text && length >= (int64_t)strlen(needles[k])) {
                    memcpy(end, needles[k], strlen(needles[k]));
                }
                CHECK(find(text, length, needles[k], 0) == count(text, length, needles[k]));
                CHECK(find(text, length, needles[k], SF_CASELESS) == count(text, length, needles[k]));
                find(text, length, needles[k], SF_WORD);
            }
        }
    }
}

static void *regex(const char *pattern, const char *needles, const int32_t *lengths, int32_t count, int32_t flags) {
    void *made = NULL;
    int32_t size = (int32_t)strlen(pattern);
    int32_t result = sf_regex_new((const uint8_t *)pattern, size, (const uint8_t *)pattern, size, (const uint8_t *)needles,
                                  lengths, count, NULL, 0, flags, &made);
    CHECK(result == 0);
    return made;
}

static int64_t match(const uint8_t *text, int64_t length, const void *made) {
    const int64_t ranges[] = {0, length};
    return sf_regex_find(text, length, ranges, 1, made, out, CAP, 1000000000, &complete);
}

static bool is_word(uint8_t byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || byte == '_' ||
           byte >= 0x80;
}

static bool is_same(uint8_t byte, uint8_t wanted, int32_t flags) {
    bool large = (flags & SF_CASELESS) != 0 && byte >= 'A' && byte <= 'Z';
    return (large ? byte | 0x20 : byte) == wanted;
}

/* Tells all hits as simply as can be. */
static int64_t simply(const uint8_t *text, int64_t length, const char *needle, int32_t flags, int64_t *told) {
    int64_t size = (int64_t)strlen(needle), hits = 0;
    for (int64_t at = 0; at + size <= length;) {
        bool hit = true;
        for (int64_t i = 0; i < size && hit; i++) {
            hit = is_same(text[at + i], (uint8_t)needle[i], flags);
        }
        if (hit && (flags & SF_WORD) != 0) {
            hit = !(at > 0 && is_word(text[at - 1])) && !(at + size < length && is_word(text[at + size]));
        }
        if (hit) {
            told[hits++] = at;
        }
        at += hit ? size : 1;
    }
    return hits;
}

static uint32_t number(uint32_t below) {
    static uint64_t state = 88172645463325252;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 32) % below;
}

/* Of two or three bytes, so that there are hits everywhere, or of all, so that each is beside one. */
static void fill(uint8_t *text, int64_t length, const char *needle, uint32_t kind) {
    size_t size = strlen(needle);
    for (int64_t i = 0; i < length; i++) {
        uint8_t other = kind == 0 ? ' ' : kind == 1 ? 'A' : (uint8_t)(1 + number(255));
        text[i] = number(8) < 7 - 2 * kind ? (uint8_t)needle[number((uint32_t)size)] : other;
    }
    for (uint32_t times = (uint32_t)(length / 20); times > 0 && length > (int64_t)size; times--) {
        memcpy(text + number((uint32_t)(length - (int64_t)size)), needle, size);
    }
}

static void what_is_counted_is_what_would_be_told(void) {
    const char *needles[] = {"x", "a", "xy", "aa", "--", "git", "aba", "---", "void", "    ", "that", "ab-ab", "aaaaaaaa", "return", "- - - - "};
    static uint8_t text[20000];
    static int64_t wanted[20000], told[20000];
    for (int round = 0; round < 3000; round++) {
        const char *needle = needles[(size_t)round % (sizeof needles / sizeof *needles)];
        int64_t length = number(round % 10 == 0 ? sizeof text : 1000);
        fill(text, length, needle, number(3));
        for (int32_t flags = 0; flags < 4; flags++) {
            int64_t hits = simply(text, length, needle, flags, wanted);
            const int64_t caps[] = {0, number(10), 20000}, ranges[] = {0, length};
            for (int i = 0; i < 3; i++) {
                CHECK(sf_find(text, length, ranges, 1, (const uint8_t *)needle, (int32_t)strlen(needle), flags, told, caps[i],
                              1000000000, &complete) == hits);
                CHECK(memcmp(told, wanted, (size_t)(hits < caps[i] ? hits : caps[i]) * sizeof *told) == 0);
            }
        }
    }
}

static void patterns_stay_inside_as_well(void) {
    if ((sf_features() & SF_HAS_REGEX) == 0) {
        return;
    }
    guarded memory = guard(4096);
    memset(memory.start, 'a', memory.size);
    const int32_t lengths[] = {3, 2, 4};
    void *one = regex("foo", "foo", lengths, 1, 0);
    void *three = regex("(?i)foo|ab|barr", "fooabbarr", lengths, 3, SF_CASELESS);
    void *none = regex("a[a-z]$", "", lengths, 0, 0);
    for (int64_t length = 3; length < 200; length++) {
        uint8_t *text = memory.start + memory.size - length;
        memcpy(text + length - 3, "foo", 3);
        CHECK(match(text, length, one) == 1);
        CHECK(match(text, length, three) == 1);
        CHECK(out[0] == length - 3 && out[1] == length);
        memcpy(text + length - 3, "aaa", 3);
        CHECK(match(text, length, none) == 1);
        memcpy(text + length - 3, "xab", 3);
        CHECK(match(text, length, three) == 1 && out[0] == length - 2);
        memcpy(text + length - 3, "aaa", 3);
        memcpy(memory.start, "FOO", 3);
        CHECK(match(memory.start, length, three) == 1 && out[0] == 0);
        memcpy(memory.start, "aaa", 3);
    }
    sf_regex_free(one);
    sf_regex_free(three);
    sf_regex_free(none);
}

/* Two states: 0, and the last, which an x leads to. */
static void an_automaton_finds_lines_in_all_of_its_lanes(void) {
    if ((sf_features() & SF_HAS_REGEX) == 0) {
        return;
    }
    static uint16_t table[512];
    for (int i = 0; i < 512; i++) {
        table[i] = i >= 256 || i == 'x' ? 256 : 0;
    }
    void *made = NULL;
    const uint8_t pattern[] = "x";
    CHECK(sf_regex_new(pattern, 1, pattern, 1, pattern, NULL, 0, table, 2, 0, &made) == 0);
    guarded memory = guard(80000);
    for (int64_t length = 1; length < (int64_t)memory.size; length += length < 300 ? 1 : 997) {
        uint8_t *text = memory.start + memory.size - length;
        int64_t wanted = 0;
        for (int64_t i = 0; i < length; i++) {
            text[i] = (uint8_t)(i % 61 == 60 ? '\n' : i % 211 == 5 || i == length - 1 ? 'x' : '.');
            wanted += text[i] == 'x';
        }
        CHECK(match(text, length, made) == wanted && complete == 1);
    }
    sf_regex_free(made);
}

static void bad_arguments_are_refused(void) {
    const uint8_t text[] = "abcabc";
    const int64_t good[] = {0, 6}, outside[] = {0, 7}, backwards[] = {4, 2}, crossed[] = {0, 4, 3, 6}, below[] = {-1, 3};
    const uint8_t *a = text;
    CHECK(sf_find(text, 6, good, 1, a, 1, 0, out, CAP, 1000000, &complete) == 2);
    CHECK(sf_find(text, 6, outside, 1, a, 1, 0, out, CAP, 1000000, &complete) == SF_EINVAL);
    CHECK(sf_find(text, 6, backwards, 1, a, 1, 0, out, CAP, 1000000, &complete) == SF_EINVAL);
    CHECK(sf_find(text, 6, crossed, 2, a, 1, 0, out, CAP, 1000000, &complete) == SF_EINVAL);
    CHECK(sf_find(text, 6, below, 1, a, 1, 0, out, CAP, 1000000, &complete) == SF_EINVAL);
    CHECK(sf_find(text, 6, good, -1, a, 1, 0, out, CAP, 1000000, &complete) == SF_EINVAL);
    CHECK(sf_find(text, 6, good, 1, a, 0, 0, out, CAP, 1000000, &complete) == SF_EINVAL);
    CHECK(sf_find(text, 6, good, 1, a, 4097, 0, out, CAP, 1000000, &complete) == SF_EINVAL);
    CHECK(sf_find(text, 6, good, 1, text + 5, 2, 0, out, CAP, 1000000, &complete) == SF_EINVAL);
    CHECK(sf_find(text, 6, good, 1, a, 1, 0, out, -1, 1000000, &complete) == SF_EINVAL);
    CHECK(sf_find(text, 6, good, 1, a, 1, 0, out, 0, 1000000, &complete) == 2);
    CHECK(sf_find(text, 6, good, 1, a, 1, 0, out, CAP, 0, &complete) == 0 && complete == 0);
    if ((sf_features() & SF_HAS_REGEX) == 0) {
        return;
    }
    void *made = NULL;
    const int32_t one = 1;
    uint16_t table[256] = {0};
    CHECK(sf_regex_new((const uint8_t *)"(", 1, a, 1, a, NULL, 0, NULL, 0, 0, &made) == SF_EPATTERN);
    CHECK(sf_regex_new(a, 1, a, 1, a, &one, 1, NULL, 0, 0, &made) == SF_EINVAL);
    CHECK(sf_regex_new(a, 1, a, 1, a, NULL, 33, NULL, 0, 0, &made) == SF_EINVAL);
    table[7] = 256;
    CHECK(sf_regex_new(a, 1, a, 1, a, NULL, 0, table, 1, 0, &made) == SF_EINVAL);
    CHECK(made == NULL);
}

static void write_all(const char *path, const void *bytes, size_t length) {
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(bytes, 1, length, file) != length || fclose(file) != 0) {
        perror(path);
        exit(2);
    }
}

static void only_whole_snapshots_are_mapped(void) {
    char path[] = "/tmp/starforge-check.XXXXXX";
    close(mkstemp(path));
    uint8_t file[200] = {0x89, 'S', 'F', 'S', 'N', 'A', 'P', '\n', 1};
    file[16] = sizeof file;
    file[24] = 100;
    void *map;
    const uint8_t *bytes;
    int64_t length;
    write_all(path, file, sizeof file);
    CHECK(sf_map(path, &map, &bytes, &length) == 0 && length == sizeof file && memcmp(bytes, file, sizeof file) == 0);
    sf_unmap(map);
    for (size_t some = 0; some < sizeof file; some += 13) {
        write_all(path, file, some);
        CHECK(sf_map(path, &map, &bytes, &length) == SF_EFORMAT);
    }
    const int fields[] = {0, 7, 8, 16, 31};
    for (int i = 0; i < 5; i++) {
        uint8_t damaged[200];
        memcpy(damaged, file, sizeof file);
        damaged[fields[i]] ^= 0x80;
        write_all(path, damaged, sizeof damaged);
        CHECK(sf_map(path, &map, &bytes, &length) == SF_EFORMAT);
    }
    unlink(path);
    CHECK(sf_map(path, &map, &bytes, &length) == SF_EFILE);
    CHECK(sf_map("/tmp", &map, &bytes, &length) == SF_EFILE);
    CHECK(sf_map("/dev/zero", &map, &bytes, &length) == SF_EFILE);
}

static void a_sum_is_of_all_bytes(void) {
    uint8_t text[300];
    memset(text, 255, sizeof text);
    for (int64_t length = 0; length <= 300; length++) {
        CHECK(sf_sum(text, length) == (uint64_t)length * 255);
    }
}

int main(void) {
    CHECK(sf_abi_version() == SF_ABI);
    a_text_may_end_where_memory_does();
    what_is_counted_is_what_would_be_told();
    patterns_stay_inside_as_well();
    an_automaton_finds_lines_in_all_of_its_lanes();
    bad_arguments_are_refused();
    only_whole_snapshots_are_mapped();
    a_sum_is_of_all_bytes();
    return failures == 0 ? 0 : 1;
}
