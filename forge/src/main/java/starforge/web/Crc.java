package starforge.web;

/**
 * Arithmetic of CRC-32 (RFC 1952, section 8): a checksum is linear, so what a change of some bytes does to it follows from
 * these bytes and how many come after them. Polynomials over GF(2), lowest power in the highest bit, as in zlib's
 * {@code crc32_combine}.
 */
final class Crc {
    private static final int POLYNOMIAL = 0xedb88320;
    private static final int ONE = 1 << 31;
    private static final int A_BYTE = 1 << 23;

    private Crc() {}

    /** What a difference of two checksums is multiplied with when so many equal bytes follow: x to the 8n. */
    static int afterBytes(long count) {
        int product = ONE;
        int square = A_BYTE;
        for (long n = count; n > 0; n >>= 1) {
            if ((n & 1) == 1) {
                product = times(product, square);
            }
            square = times(square, square);
        }
        return product;
    }

    /** The product modulo the polynomial of CRC-32. */
    static int times(int a, int b) {
        int product = 0;
        int shifted = b;
        for (int rest = a; rest != 0; rest <<= 1) {
            product ^= (rest >> 31) & shifted;
            shifted = (shifted >>> 1) ^ (POLYNOMIAL & -(shifted & 1));
        }
        return product;
    }
}
