/* Snapshot files. The Java class Layout says what is in one. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "internal.h"

enum { HEADER = 64, VERSION = 1 };

typedef struct {
    void *bytes;
    size_t length;
} mapping;

static bool is_snapshot(const uint8_t *header, int64_t length) {
    static const uint8_t magic[8] = {0x89, 'S', 'F', 'S', 'N', 'A', 'P', '\n'};
    int32_t version;
    int64_t told, text;
    memcpy(&version, header + 8, sizeof version);
    memcpy(&told, header + 16, sizeof told);
    memcpy(&text, header + 24, sizeof text);
    return memcmp(header, magic, sizeof magic) == 0 && version == VERSION && told == length && text >= 0 &&
           text <= length - HEADER;
}

static int32_t check(int file, int64_t *length) {
    struct stat stat;
    uint8_t header[HEADER];
    if (fstat(file, &stat) != 0) {
        return SF_EFILE;
    }
    if (!S_ISREG(stat.st_mode)) {
        errno = EINVAL;
        return SF_EFILE;
    }
    ssize_t some = pread(file, header, sizeof header, 0);
    if (some < 0) {
        return SF_EFILE;
    }
    *length = stat.st_size;
    return some == HEADER && is_snapshot(header, *length) ? 0 : SF_EFORMAT;
}

int32_t sf_map(const char *path, void **map, const uint8_t **bytes, int64_t *length) {
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        return SF_EFILE;
    }
    int32_t result = check(file, length);
    mapping *made = result == 0 ? malloc(sizeof *made) : NULL;
    if (result == 0 && made == NULL) {
        result = SF_ENOMEM;
    }
    if (result == 0) {
        made->length = (size_t)*length;
        made->bytes = mmap(NULL, made->length, PROT_READ, MAP_SHARED, file, 0);
        result = made->bytes == MAP_FAILED ? SF_EFILE : 0;
    }
    int error = errno;
    close(file);
    if (result != 0) {
        free(made);
        errno = error;
        return result;
    }
    *bytes = made->bytes;
    *map = made;
    return 0;
}

void sf_unmap(void *map) {
    mapping *made = map;
    if (made != NULL) {
        munmap(made->bytes, made->length);
        free(made);
    }
}
