package org.abifit.testkit;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** The constants of {@link Elf} of one prefix by the rest of their names: {@code NEEDED} is {@code DT_NEEDED} among the tags. */
final class Names {
    static final Names TYPES = new Names("ET_", "");
    static final Names SEGMENTS = new Names("PT_", "");
    static final Names TAGS = new Names("DT_", "");
    static final Names FLAGS = new Names("DF_", "DF_1_");
    static final Names FLAGS_1 = new Names("DF_1_", "");
    static final Names IDENT = new Names("EI_", "");
    static final Names SYMBOL_TYPES = new Names("STT_", "");

    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private final Map<Long, String> names = new LinkedHashMap<>();

    private Names(String prefix, String without) {
        for (Field field : Elf.class.getDeclaredFields()) {
            String name = field.getName();
            if (name.startsWith(prefix) && (without.isEmpty() || !name.startsWith(without))) {
                add(name.substring(prefix.length()), field);
            }
        }
    }

    private void add(String name, Field field) {
        try {
            numbers.put(name, ((Number) field.get(null)).longValue());
            names.putIfAbsent(numbers.get(name), name);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** {@return the number of a name, or of a number as it is written} */
    long number(String word) {
        return numbers.containsKey(word) ? numbers.get(word) : parse(word);
    }

    /** {@return the name of a number, or the number} */
    String name(long number) {
        return names.getOrDefault(number, hex(number));
    }

    /** {@return the names of single bits, what has no name as one number} */
    String bits(long value) {
        StringJoiner words = new StringJoiner(" ");
        long rest = value;
        for (Map.Entry<Long, String> bit : names.entrySet()) {
            if ((rest & bit.getKey()) == bit.getKey()) {
                words.add(bit.getValue());
                rest &= ~bit.getKey();
            }
        }
        return rest == 0 ? words.toString() : words.add(hex(rest)).toString();
    }

    /** {@return the sum of named bits} */
    long bits(List<String> words) {
        return words.stream().mapToLong(this::number).reduce(0, (a, b) -> a | b);
    }

    /** {@return a number in decimal digits, or in hexadecimal ones behind 0x} */
    static long parse(String word) {
        return word.startsWith("0x") ? Long.parseUnsignedLong(word.substring(2), 16) : Long.parseLong(word);
    }

    static int parseInt(String word) {
        return (int) parse(word);
    }

    /** {@return a small number in decimal, others in hexadecimal digits} */
    static String hex(long number) {
        return number >= 0 && number < 10 ? Long.toString(number) : "0x" + Long.toHexString(number);
    }

    /** {@return the machines that have a constant, by its name in small letters: {@code x86-64}} */
    static Map<String, Machine> machines() {
        Map<String, Machine> machines = new LinkedHashMap<>();
        for (Field field : Stream.of(Machine.class.getDeclaredFields()).filter(f -> f.getType() == Machine.class).toList()) {
            try {
                machines.put(word(field.getName()), (Machine) field.get(null));
            } catch (IllegalAccessException e) {
                throw new AssertionError(e);
            }
        }
        return machines;
    }

    /** {@return the name of a constant as a word: {@code TLS_MODULE} is {@code tls-module}} */
    static String word(String constant) {
        return constant.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** {@return the name of a constant of which this is the word} */
    static String constant(String word) {
        return word.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }

    static List<String> rest(List<String> words, int from) {
        return new ArrayList<>(words.subList(from, words.size()));
    }
}
