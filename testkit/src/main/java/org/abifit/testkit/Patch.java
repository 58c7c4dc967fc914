package org.abifit.testkit;

/**
 * A number put over the finished file.
 *
 * @param spot where: {@code at:OFFSET}, or one of {@link Spots}: {@code header:E_PHOFF}, {@code segment:LOAD:0:P_FILESZ}, {@code tag:NEEDED:0},
 *         {@code value:STRTAB}, {@code table:GNU_HASH}, {@code verdef:0}, {@code verdaux:0:0}, {@code verneed:0}, {@code vernaux:0:0},
 *         {@code symbol:1}, {@code versym:1}; then perhaps {@code +N} bytes
 * @param width 1, 2, 4 or 8 bytes
 * @param value the number, in the byte order of the file
 */
public record Patch(String spot, int width, long value) {

    /** {@return a copy of the file with the number in its place} */
    public byte[] apply(byte[] elf) {
        long at = offset(elf);
        return switch (width) {
            case 1 -> Broken.patch(elf, at, (int) value);
            case 2 -> Broken.patch16(elf, at, value);
            case 4 -> Broken.patch32(elf, at, value);
            default -> Broken.patchWord(elf, at, value);
        };
    }

    private long offset(byte[] elf) {
        int plus = spot.indexOf('+');
        String place = plus < 0 ? spot : spot.substring(0, plus);
        return place(Spots.in(elf), place.split(":")) + (plus < 0 ? 0 : Names.parse(spot.substring(plus + 1)));
    }

    private static long place(Spots spots, String[] words) {
        return switch (words[0]) {
            case "at" -> Names.parse(words[1]);
            case "header" -> spots.header(Ehdr.valueOf(words[1]));
            case "segment" -> spots.segment((int) Names.SEGMENTS.number(words[1]), Names.parseInt(words[2]), Phdr.valueOf(words[3]));
            case "tag" -> spots.dynamic(Names.TAGS.number(words[1]), Names.parseInt(words[2]));
            case "value" -> spots.dynamicValue(Names.TAGS.number(words[1]));
            case "table" -> spots.table(Names.TAGS.number(words[1]));
            case "verdef" -> spots.verdef(Names.parseInt(words[1]));
            case "verdaux" -> spots.verdaux(Names.parseInt(words[1]), Names.parseInt(words[2]));
            case "verneed" -> spots.verneed(Names.parseInt(words[1]));
            case "vernaux" -> spots.vernaux(Names.parseInt(words[1]), Names.parseInt(words[2]));
            case "symbol" -> spots.symbol(Names.parseInt(words[1]));
            case "versym" -> spots.versym(Names.parseInt(words[1]));
            default -> throw new IllegalArgumentException("no such spot: " + words[0]);
        };
    }
}
