package starforge.code;

import starforge.markup.Html;

/**
 * The README of a folder, rendered.
 *
 * @param url address of the file
 */
public record Readme(String shown, String url, Html html) {}
