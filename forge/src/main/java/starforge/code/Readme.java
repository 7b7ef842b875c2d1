package starforge.code;

import starforge.markup.Html;

/**
 * The README of a folder, rendered.
 *
 * @param url address of the file
 * @param reorders whether there are characters in it that change the order of the text
 */
public record Readme(String shown, String url, Html html, boolean reorders) {}
