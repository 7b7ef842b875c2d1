/* What the parts of the library share. */
#ifndef STARFORGE_INTERNAL_H
#define STARFORGE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "starforge.h"

enum { LONGEST_NEEDLE = 4096, PLACES = 8 };

/* What is looked for, and the places in it of its bytes that are the rarest in source code, from the rarest on. */
typedef struct {
    const uint8_t *bytes;
    int64_t length;
    int64_t places[PLACES];
    uint8_t folds[PLACES]; /* 0x20 where both cases match */
    int count;
    uint64_t head, tail, head_folds, tail_folds; /* of four bytes or more */
    bool caseless, word;
    bool exact;    /* the bytes at these places are all of it */
    bool overlaps; /* and one hit can begin where another has not ended */
    bool run;      /* because it is one byte again and again */
} sf_needle;

/* Hits while they are found. */
typedef struct {
    const uint8_t *text;
    int64_t *out;
    int64_t cap, total;
    const uint8_t *low, *high; /* the range: nothing outside is looked at */
    const uint8_t *free;       /* the next hit starts here at the earliest */
} sf_hits;

void sf_needle_init(sf_needle *needle, const uint8_t *bytes, int64_t length, int32_t flags);
int sf_rarity(uint8_t byte);
bool sf_equal(const sf_needle *needle, const uint8_t *at);

/* Adds all hits in [from, to); or, without hits, tells the first, and NULL when there is none. */
const uint8_t *sf_scan(const sf_needle *needle, const uint8_t *from, const uint8_t *to, sf_hits *hits);

/* Several needles at once. */
typedef struct sf_many sf_many;
sf_many *sf_many_new(const uint8_t *needles, const int32_t *lengths, int32_t count, int32_t flags);
void sf_many_free(sf_many *many);
/* Finds a place in the first line of [from, to) that has one of them; NULL when none has. nexts: count places, NULL at first. */
const uint8_t *sf_many_next(const sf_many *many, const uint8_t *from, const uint8_t *to, const uint8_t **nexts);
int32_t sf_many_count(const sf_many *many);

/* By what lines are found that may match: by needles, else by an automaton, else all are. */
typedef struct {
    sf_many *needles;
    uint16_t *table; /* with one more state: waits for the next line */
    uint16_t final, waits;
} sf_lines;

/* SF_ENOMEM, or 0; to be freed in both cases. */
int32_t sf_lines_init(sf_lines *lines, const uint8_t *needles, const int32_t *lengths, int32_t count, const uint16_t *table,
                      int32_t states, int32_t flags);
void sf_lines_free(sf_lines *lines);

/* One way through the lines of a text. The first three members are the caller's; found may set over, too. */
typedef struct sf_walk {
    const sf_lines *lines;
    int64_t deadline;
    void (*found)(struct sf_walk *walk, const uint8_t *line, const uint8_t *end);
    bool over;
    uint32_t calls;
    const uint8_t **nexts;
    uint16_t *places; /* for each lane: where in it lines were taken */
} sf_walk;

bool sf_walk_open(sf_walk *walk);
void sf_walk_lines(sf_walk *walk, const uint8_t *from, const uint8_t *to);
void sf_walk_close(sf_walk *walk);

bool sf_ranges_fit(const int64_t *ranges, int64_t count, int64_t length);
/* Takes ranges from number *at on together while only a byte 0 lies between: sets *to, moves *at behind them. */
void sf_ranges_join(const uint8_t *text, const int64_t *ranges, int64_t count, int64_t *at, int64_t *from, int64_t *to);

static inline int64_t sf_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * (int64_t)1000000 + now.tv_nsec / 1000;
}

/* The time when a budget is spent. */
static inline int64_t sf_deadline(int64_t budget) {
    return budget > INT64_MAX / 4 ? INT64_MAX : sf_now() + (budget < 0 ? 0 : budget);
}

bool sf_wide(void);
/* Whether the processor has instructions for SHA-1. */
bool sf_sha1_fast(void);

#endif
