package org.abifit.cli;

import java.util.List;
import java.util.Optional;
import org.abifit.plan.Attributes;
import org.abifit.plan.Finding;
import org.abifit.plan.NeutralPlan;
import org.abifit.plan.Safety;
import org.abifit.plan.SafetyRule;
import org.abifit.root.FileView;
import picocli.CommandLine.TypeConversionException;

/** The options that widen what a plan may bind. */
final class SafetyOptions implements Declared.Part {
    private List<String> roots = List.of();
    private List<SafetyRule> risks = List.of();

    @Override
    public void declare(Declared into) {
        into.repeated("--allow-root", "DIR", Arguments::bytes, v -> roots = v,
                        "A plan may bind files from below this folder, beside %s.".formatted(String.join(", ", Safety.ROOTS)))
                .repeated("--allow-unsafe", "RULE", SafetyOptions::risk, v -> risks = v,
                        "A plan may break this rule of safety: %s.".formatted(String.join(", ", ids())));
    }

    private static List<String> ids() {
        return SafetyRule.risks().stream().map(SafetyRule::id).toList();
    }

    private static SafetyRule risk(String id) {
        return SafetyRule.risk(id).orElseThrow(() -> new TypeConversionException("'%s' is none of %s".formatted(id, String.join(", ", ids()))));
    }

    /** {@return whether any of it was given} */
    boolean given() {
        return !roots.isEmpty() || !risks.isEmpty();
    }

    /** {@return what is to be said of a plan on a host} */
    List<Finding> findings(NeutralPlan plan, RootSource.Root host, Optional<RootSource.Root> image) {
        Attributes attributes = host.folder().map(Attributes::of).orElse(Attributes.UNKNOWN);
        return new Safety(new FileView(host.tree()), attributes, image.map(i -> new FileView(i.tree())), roots).findings(plan);
    }

    /** {@return whether a finding forbids the plan} */
    boolean forbids(Finding finding) {
        return finding.rule().severity() == SafetyRule.Severity.ERROR && !risks.contains(finding.rule());
    }
}
