package starforge.security;

/** The owner's three repositories. */
enum Place {
    PUBLIC("/mira/open"),
    PRIVATE("/mira/vault"),
    ARCHIVED("/mira/attic");

    private final String address;

    Place(String address) {
        this.address = address;
    }

    String address() {
        return address;
    }
}
