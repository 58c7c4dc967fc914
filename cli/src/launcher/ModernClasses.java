import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * Copies a jar and brings its classes to the format of Java 21, with the stack maps that this format asks for.
 *
 * <p>Java keeps no class of a format before Java 6 in its archive of classes that are ready to use, and verifies them with the
 * slow verifier of old. The option parser comes in the format of Java 5; reading it takes more time than most commands do.
 *
 * <p>Run from its source by the launcher, on Java 24 or newer: {@code java ModernClasses.java FROM.jar TO.jar}.
 */
final class ModernClasses {
    private static final int JAVA_21 = 65;

    private final ClassFile classFile;

    private ModernClasses(ClassLoader classes) {
        classFile = ClassFile.of(StackMapsOption.GENERATE_STACK_MAPS,
                ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(classes)));
    }

    public static void main(String[] files) throws IOException {
        Path from = Path.of(files[0]);
        try (JarFile jar = new JarFile(from.toFile());
                URLClassLoader classes = new URLClassLoader(new URL[] {from.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
                JarOutputStream to = new JarOutputStream(Files.newOutputStream(Path.of(files[1])))) {
            ModernClasses modern = new ModernClasses(classes);
            for (JarEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
                byte[] content = jar.getInputStream(entry).readAllBytes();
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                to.putNextEntry(copy);
                to.write(entry.getName().endsWith(".class") ? modern.of(content) : content);
                to.closeEntry();
            }
        }
    }

    private byte[] of(byte[] content) {
        ClassModel model = classFile.parse(content);
        if (model.majorVersion() >= JAVA_21) {
            return content;
        }
        return classFile.transformClass(model, ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                .andThen(ClassTransform.endHandler(b -> b.with(ClassFileVersion.of(JAVA_21, 0)))));
    }
}
