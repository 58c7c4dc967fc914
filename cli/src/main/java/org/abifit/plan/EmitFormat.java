package org.abifit.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats in which a plan can be written; each is a pure function of the neutral plan. To add one, add a line and a file. */
public enum EmitFormat {
    PLAN(PlanJson::of),
    SARUS_HOOK(SarusHooks::mpi),
    SARUS_GLIBC_HOOK(SarusHooks::glibc),
    OCI_HOOK(OciHook::of),
    CDI(Cdi::of),
    APPTAINER(Apptainer::environment),
    APPTAINER_FLAGS(Apptainer::flags),
    APPTAINER_LMOD(Apptainer::module),
    PODMAN(EngineFlags::of),
    DOCKER(EngineFlags::of),
    PODMAN_HPC(PodmanHpc::of),
    EDF(Edf::of),
    ENROOT(Enroot::of),
    CHARLIECLOUD(Charliecloud::of),
    K8S(Kubernetes::of),
    E4S_CL(E4sCl::of),
    SH(PlainShell::of);

    private final Emitter emitter;

    EmitFormat(Emitter emitter) {
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
        return emitter.emit(plan);
    }
}
