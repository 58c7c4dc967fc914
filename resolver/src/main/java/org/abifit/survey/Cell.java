package org.abifit.survey;

import java.util.List;
import org.abifit.resolver.HostAnswer;

/**
 * One application in one image on one host.
 *
 * @param image its name
 * @param host its name
 * @param app its path
 * @param answer the resolver's, about an equal host maybe: names are those of the cell
 * @param idle what must come from the host and this application does not load, though others do
 * @param together the applications of the image that the answer is about: several where one plan serves them all
 */
public record Cell(String image, String host, String app, HostAnswer answer, List<String> idle, List<String> together) {

    /** {@return whether there is a plan} */
    public boolean fits() {
        return answer instanceof HostAnswer.Fits;
    }

    /** {@return whether the facts do not decide} */
    public boolean isOpen() {
        return answer instanceof HostAnswer.Undecided;
    }
}
