package org.abifit.bridge;

import java.util.Optional;
import org.abifit.cudf.CudfDocument.PackageId;
import org.abifit.resolver.Reason;

/**
 * Something that is not said by a package of its own, or is not said at all.
 *
 * @param host the host's name as it was given
 * @param image the image's
 * @param without the package that does not go with that image
 * @param reason why; none where the resolver does not decide whether the image serves the host: the document then counts it as not served
 */
public record AbiNote(String host, String image, Optional<PackageId> without, Optional<Reason> reason) {}
