/* Which lines of a text may match: those with a needle, or those that an automaton takes. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "internal.h"

enum {
    LANES = 8,
    LONG_LANE = 4096, /* bytes */
    SHORT_LANE = 512,
    STRIDE = 16,
    PACE = 256,
};

int32_t sf_lines_init(sf_lines *lines, const uint8_t *needles, const int32_t *lengths, int32_t count, const uint16_t *table,
                      int32_t states, int32_t flags) {
    lines->needles = count > 0 ? sf_many_new(needles, lengths, count, flags) : NULL;
    lines->table = states > 0 ? malloc(((size_t)states + 1) * 256 * sizeof *table) : NULL;
    if ((count > 0 && lines->needles == NULL) || (states > 0 && lines->table == NULL)) {
        return SF_ENOMEM;
    }
    if (states > 0) {
        memcpy(lines->table, table, (size_t)states * 256 * sizeof *table);
        lines->final = (uint16_t)((states - 1) << 8);
        lines->waits = (uint16_t)(states << 8);
        for (int byte = 0; byte < 256; byte++) {
            lines->table[lines->waits + byte] = byte == '\n' || byte == 0 ? 0 : lines->waits;
        }
    }
    return 0;
}

void sf_lines_free(sf_lines *lines) {
    sf_many_free(lines->needles);
    free(lines->table);
}

bool sf_walk_open(sf_walk *all) {
    size_t needles = all->lines->needles == NULL ? 0 : (size_t)sf_many_count(all->lines->needles);
    all->nexts = calloc(needles + 1, sizeof *all->nexts);
    all->places = all->lines->table == NULL ? NULL : malloc(LANES * LONG_LANE * sizeof *all->places);
    all->over = sf_now() >= all->deadline;
    return all->nexts != NULL && (all->lines->table == NULL || all->places != NULL);
}

void sf_walk_close(sf_walk *all) {
    free(all->nexts);
    free(all->places);
}

/* The clock is looked at only now and then. */
static bool time_is_over(sf_walk *all) {
    if (!all->over && ++all->calls % PACE == 0) {
        all->over = sf_now() >= all->deadline;
    }
    return all->over;
}

static const uint8_t *line_start(const uint8_t *from, const uint8_t *at) {
    const uint8_t *start = from;
    const uint8_t *before = memrchr(from, '\n', (size_t)(at - from));
    start = before == NULL ? from : before + 1;
    before = memrchr(start, 0, (size_t)(at - start));
    return before == NULL ? start : before + 1;
}

static const uint8_t *line_end(const uint8_t *at, const uint8_t *to) {
    const uint8_t *end = memchr(at, '\n', (size_t)(to - at));
    end = end == NULL ? to : end;
    const uint8_t *zero = memchr(at, 0, (size_t)(end - at));
    return zero == NULL ? end : zero;
}

/* Where the needles tell the lines. The range is walked in pieces so that the clock is seen between. */
static void by_needles(sf_walk *all, const uint8_t *from, const uint8_t *to) {
    const int64_t piece = 1 << 20;
    for (const uint8_t *at = from; at < to;) {
        all->over = sf_now() >= all->deadline;
        if (all->over) {
            return;
        }
        const uint8_t *end = to - at > piece ? line_end(at + piece, to) : to;
        memset(all->nexts, 0, sizeof *all->nexts * (size_t)sf_many_count(all->lines->needles));
        for (;;) {
            const uint8_t *found = sf_many_next(all->lines->needles, at, end, all->nexts);
            if (found == NULL) {
                break;
            }
            const uint8_t *after = line_end(found, end);
            all->found(all, line_start(at, found), after);
            if (time_is_over(all)) {
                return;
            }
            at = after < end ? after + 1 : end;
        }
        at = end < to ? end + 1 : to;
    }
}

static bool is_break(uint8_t byte) {
    return byte == '\n' || byte == 0;
}

static const uint8_t *next_line(const uint8_t *at, const uint8_t *to) {
    const uint8_t *end = line_end(at, to);
    return end < to ? end + 1 : to;
}

/* Matches the line that has this place, which the automaton took, unless it is before low: then it was matched already. */
static const uint8_t *match_at(sf_walk *all, const uint8_t *place, const uint8_t *low, const uint8_t *to) {
    if (place < low || time_is_over(all)) {
        return low;
    }
    all->found(all, line_start(low, place), line_end(place, to));
    return next_line(place, to);
}

/*
 * Where the automaton, in this state, takes the line that has at: NULL when it does not. The last line of a text may have no
 * break, which is seen then.
 */
static const uint8_t *first_taken(sf_walk *all, uint16_t state, const uint8_t *at, const uint8_t *to) {
    const uint16_t *table = all->lines->table;
    while (at < to && !all->over) {
        const uint8_t *pause = to - at > 1 << 20 ? at + (1 << 20) : to;
        while (at < pause) {
            uint8_t byte = *at++;
            state = table[state + byte];
            if (state == all->lines->final) {
                return at - 1;
            }
            if (is_break(byte)) {
                return NULL;
            }
        }
        all->over = pause < to && sf_now() >= all->deadline;
    }
    return table[state + '\n'] == all->lines->final ? at - 1 : NULL;
}

/* Lines one by one. */
static void run_lines(sf_walk *all, const uint8_t *from, const uint8_t *to) {
    for (const uint8_t *at = from; at < to && !all->over; at = next_line(at, to)) {
        const uint8_t *taken = first_taken(all, 0, at, to);
        if (taken != NULL) {
            match_at(all, taken, at, to);
        }
    }
}

/* Steps of a lane in which lines are taken: notes where. */
static uint16_t steps(sf_walk *all, uint16_t state, const uint8_t *lane, int at, uint16_t *places, int *count) {
    const uint16_t *table = all->lines->table;
    for (int end = at + STRIDE; at < end; at++) {
        state = table[state + lane[at]];
        if (state == all->lines->final) {
            places[(*count)++] = (uint16_t)at;
            state = table[all->lines->waits + lane[at]];
        }
    }
    return state;
}

/*
 * Runs the automaton over LANES stretches of this length at once, because each of its steps waits for the one before. The
 * first starts with a line; the others wait for one, up to which the lane before goes on.
 */
static inline __attribute__((always_inline)) void run_lanes(sf_walk *all, const uint8_t *from, const int length,
                                                            uint16_t *states, int *counts) {
    const uint16_t *table = all->lines->table;
    const uint16_t final = all->lines->final;
    for (int i = 0; i < LANES; i++) {
        states[i] = i == 0 || is_break(from[i * length - 1]) ? 0 : all->lines->waits;
    }
    uint16_t a = states[0], b = states[1], c = states[2], d = states[3];
    uint16_t e = states[4], f = states[5], g = states[6], h = states[7];
    for (int at = 0; at < length; at += STRIDE) {
        const uint8_t *p = from + at;
        const uint16_t before[LANES] = {a, b, c, d, e, f, g, h};
#pragma GCC unroll 16
        for (int i = 0; i < STRIDE; i++) {
            a = table[a + p[i]];
            b = table[b + p[i + length]];
            c = table[c + p[i + 2 * length]];
            d = table[d + p[i + 3 * length]];
            e = table[e + p[i + 4 * length]];
            f = table[f + p[i + 5 * length]];
            g = table[g + p[i + 6 * length]];
            h = table[h + p[i + 7 * length]];
        }
        if (a == final || b == final || c == final || d == final || e == final || f == final || g == final || h == final) {
            uint16_t after[LANES] = {a, b, c, d, e, f, g, h};
            for (int i = 0; i < LANES; i++) {
                if (after[i] == final) {
                    after[i] = steps(all, before[i], from + i * length, at, all->places + i * LONG_LANE, &counts[i]);
                }
            }
            a = after[0], b = after[1], c = after[2], d = after[3];
            e = after[4], f = after[5], g = after[6], h = after[7];
        }
    }
    const uint16_t after[LANES] = {a, b, c, d, e, f, g, h};
    memcpy(states, after, sizeof after);
}

/* Matches the lines that start in the next LANES * length bytes, and tells where the next one starts. */
static const uint8_t *run_block(sf_walk *all, const uint8_t *from, const uint8_t *to, int length) {
    uint16_t states[LANES];
    int counts[LANES] = {0};
    if (length == LONG_LANE) {
        run_lanes(all, from, LONG_LANE, states, counts);
    } else {
        run_lanes(all, from, SHORT_LANE, states, counts);
    }
    const uint8_t *low = from;
    for (int i = 0; i < LANES && !all->over; i++) {
        const uint8_t *lane = from + i * length, *end = lane + length;
        for (int k = 0; k < counts[i]; k++) {
            low = match_at(all, lane + all->places[i * LONG_LANE + k], low, to);
        }
        if (states[i] != all->lines->waits && !is_break(end[-1])) {
            const uint8_t *taken = first_taken(all, states[i], end, to);
            low = taken == NULL ? low : match_at(all, taken, low, to);
        }
    }
    const uint8_t *end = from + LANES * length;
    return is_break(end[-1]) ? end : next_line(end, to);
}

static void by_automaton(sf_walk *all, const uint8_t *from, const uint8_t *to) {
    const uint8_t *at = from;
    while (to - at >= LANES * SHORT_LANE && !all->over) {
        all->over = sf_now() >= all->deadline;
        at = run_block(all, at, to, to - at >= LANES * LONG_LANE ? LONG_LANE : SHORT_LANE);
    }
    run_lines(all, at, to);
}

/* Where nothing tells which lines may match. */
static void by_lines(sf_walk *all, const uint8_t *from, const uint8_t *to) {
    for (const uint8_t *at = from; at < to && !time_is_over(all);) {
        const uint8_t *end = line_end(at, to);
        all->found(all, at, end);
        at = end + 1;
    }
}

void sf_walk_lines(sf_walk *all, const uint8_t *from, const uint8_t *to) {
    if (all->lines->needles != NULL) {
        by_needles(all, from, to);
    } else if (all->lines->table != NULL) {
        by_automaton(all, from, to);
    } else {
        by_lines(all, from, to);
    }
}
