package org.abifit.plan;

import java.util.List;
import java.util.Optional;

/** What a format does with devices that are named for a plan. */
enum DeviceWay {
    /** Its text asks for them. */
    CARRIED,
    /** Its runtime shows all of the host's /dev in the container unless the site says otherwise; there is nothing to write. */
    SHOWN,
    /** Its runtime hands out devices by other means; that is said. */
    ELSEWHERE,
    /** It cannot ask for them, and the plan is refused. */
    REFUSED;

    /**
     * {@return what is to be said of devices}
     *
     * @param format its word
     * @throws PlanException where the format cannot carry them
     */
    Optional<String> note(String format, List<String> devices) throws PlanException {
        if (devices.isEmpty()) {
            return Optional.empty();
        }
        String named = String.join(", ", devices);
        return switch (this) {
            case CARRIED -> Optional.empty();
            case SHOWN -> Optional.of("%s: nothing is written for it: the runtime shows the host's /dev, unless the site has switched that off".formatted(named));
            case ELSEWHERE -> Optional.of("%s: a pod gets devices from device plug-ins of the cluster only: add their resource to resources.limits".formatted(named));
            case REFUSED -> throw new PlanException(named, "is a device, which %s cannot ask for".formatted(format),
                    "take cdi, podman or docker, or leave out --device and ask your runtime for it (sarus run --device, devices of an EDF)");
        };
    }
}
