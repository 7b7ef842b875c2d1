"""Calls the library as starforge.h tells, from outside of Java: abi.py LIBRARY SNAPSHOT NEEDLE PATTERN prints what it found."""

import ctypes
import struct
import sys
from ctypes import POINTER, byref, c_char_p, c_int32, c_int64, c_uint8, c_uint16, c_uint64, c_void_p

CALLS = {
    "sf_abi_version": (c_int32, []),
    "sf_features": (c_int32, []),
    "sf_map": (c_int32, [c_char_p, POINTER(c_void_p), POINTER(c_void_p), POINTER(c_int64)]),
    "sf_unmap": (None, [c_void_p]),
    "sf_find": (c_int64, [c_void_p, c_int64, POINTER(c_int64), c_int64, c_char_p, c_int32, c_int32,
                          POINTER(c_int64), c_int64, c_int64, POINTER(c_int32)]),
    "sf_regex_new": (c_int32, [c_char_p, c_int32, c_char_p, c_int32, c_char_p, POINTER(c_int32), c_int32,
                               POINTER(c_uint16), c_int32, c_int32, POINTER(c_void_p)]),
    "sf_regex_free": (None, [c_void_p]),
    "sf_regex_find": (c_int64, [c_void_p, c_int64, POINTER(c_int64), c_int64, c_void_p,
                                POINTER(c_int64), c_int64, c_int64, POINTER(c_int32)]),
    "sf_sha1_begin": (None, [c_void_p]),
    "sf_sha1_add": (c_int32, [c_void_p, c_char_p, c_int64]),
    "sf_sha1_end": (c_int32, [c_void_p, c_void_p]),
    "sf_sum": (c_uint64, [c_void_p, c_int64]),
}
CAP = 10


def main(path, snapshot, needle, pattern):
    library = ctypes.CDLL(path)
    for name, (result, arguments) in CALLS.items():
        call = getattr(library, name)
        call.restype, call.argtypes = result, arguments
    print("abi", library.sf_abi_version())

    mapping, start, size = c_void_p(), c_void_p(), c_int64()
    assert library.sf_map(snapshot.encode(), byref(mapping), byref(start), byref(size)) == 0
    header = ctypes.string_at(start, 64)
    files, _, length = struct.unpack_from("<iqq", header, 12)
    text = start.value + 64
    print("files", files, "sum", library.sf_sum(text, length))

    ranges, out, complete = (c_int64 * 2)(0, length), (c_int64 * (2 * CAP))(), c_int32()
    total = library.sf_find(text, length, ranges, 1, needle.encode(), len(needle.encode()), 0, out, CAP, 10**7, byref(complete))
    print("literal", total, list(out[: min(total, CAP)]), complete.value)

    regex, source = c_void_p(), pattern.encode()
    assert library.sf_regex_new(source, len(source), source, len(source), b"", None, 0, None, 0, 0, byref(regex)) == 0
    total = library.sf_regex_find(text, length, ranges, 1, regex, out, CAP, 10**7, byref(complete))
    print("regex", total, list(out[: 2 * min(total, CAP)]), complete.value)
    library.sf_regex_free(regex)
    library.sf_unmap(mapping)

    context, sha1 = (c_uint64 * 68)(), (c_uint8 * 20)()
    library.sf_sha1_begin(context)
    assert library.sf_sha1_add(context, source, len(source)) == 0
    forged = library.sf_sha1_end(context, sha1)
    print("sha1", bytes(sha1).hex(), forged)


main(*sys.argv[1:])
