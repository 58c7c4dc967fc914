package org.abifit.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The formats in which a plan can be written; each is a pure function of the neutral plan. To add one, add a line and a file. */
public enum EmitFormat {
    PLAN(DeviceWay.CARRIED, PlanJson::of),
    SARUS_HOOK(DeviceWay.REFUSED, SarusHooks::mpi),
    SARUS_GLIBC_HOOK(DeviceWay.REFUSED, SarusHooks::glibc),
    OCI_HOOK(DeviceWay.REFUSED, OciHook::of),
    CDI(DeviceWay.CARRIED, Cdi::of),
    APPTAINER(DeviceWay.SHOWN, Apptainer::environment),
    APPTAINER_FLAGS(DeviceWay.SHOWN, Apptainer::flags),
    APPTAINER_LMOD(DeviceWay.SHOWN, Apptainer::module),
    PODMAN(DeviceWay.CARRIED, EngineFlags::of),
    DOCKER(DeviceWay.CARRIED, EngineFlags::of),
    PODMAN_HPC(DeviceWay.CARRIED, PodmanHpc::of),
    EDF(DeviceWay.REFUSED, Edf::of),
    ENROOT(DeviceWay.SHOWN, Enroot::of),
    CHARLIECLOUD(DeviceWay.SHOWN, Charliecloud::of),
    K8S(DeviceWay.ELSEWHERE, Kubernetes::of),
    E4S_CL(DeviceWay.REFUSED, E4sCl::of),
    SH(DeviceWay.SHOWN, PlainShell::of);

    private final DeviceWay devices;
    private final Emitter emitter;

    EmitFormat(DeviceWay devices, Emitter emitter) {
        this.devices = devices;
        this.emitter = emitter;
    }

    /** Writes a plan in one format. */
    interface Emitter {
        Emission emit(NeutralPlan plan) throws PlanException;
    }

    /** {@return the word for it on the command line} */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@return all words} */
    public static List<String> words() {
        return Arrays.stream(values()).map(EmitFormat::word).toList();
    }

    /** {@return the format that a word names} */
    public static Optional<EmitFormat> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }

    /**
     * {@return the plan in this format}
     *
     * @throws PlanException where the format cannot carry it
     */
    public Emission emit(NeutralPlan plan) throws PlanException {
        if (this != PLAN) {
            Texts.refuseControls(plan);
        }
        Optional<String> note = devices.note(word(), plan.devices());
        Emission emission = emitter.emit(plan);
        return new Emission(emission.text(), Stream.concat(emission.notes().stream(), note.stream()).toList());
    }
}
