package org.abifit.testkit;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The contents of {@code .text}: the entry point of a program, then the bodies of the defined functions. */
record Text(byte[] bytes, Map<Definition, Long> offsets) {
    private static final int FUNCTION_ALIGN = 8;

    static Text write(Plan plan, Layout layout) {
        Code code = Code.of(plan.spec.machine);
        long at = layout.address(".text");
        long got = layout.address(".got.plt");
        ToLongFunction<String> plt = symbol -> code.pltEntry(layout.address(".plt"), plan.lazyIndex(symbol));
        Bytes out = new Bytes(plan.spec.machine);
        if (plan.spec.program) {
            out.raw(code.start(plan.spec, at, got, plt)).align(FUNCTION_ALIGN);
        }
        Map<Definition, Long> offsets = new IdentityHashMap<>();
        for (Definition definition : plan.spec.definitions) {
            if (definition.place == Definition.Place.CODE) {
                offsets.put(definition, (long) out.size());
                out.raw(code.function(definition, at + out.size(), got, plt)).align(FUNCTION_ALIGN);
            }
        }
        return new Text(out.toByteArray(), offsets);
    }
}
