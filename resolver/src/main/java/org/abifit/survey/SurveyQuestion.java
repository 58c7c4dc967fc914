package org.abifit.survey;

import java.util.List;
import org.abifit.resolver.Host;
import org.abifit.resolver.Image;
import org.abifit.resolver.Request;

/**
 * What is asked of many at once.
 *
 * @param images candidates
 * @param hosts all of them are to be served
 * @param apps each is put to every image that holds it, alone
 * @param wants what must come from the host; a library that only some of the applications load is asked of those
 * @param policy what plans may do
 */
public record SurveyQuestion(List<Image> images, List<Host> hosts, List<App> apps, List<String> wants, Request.Policy policy) {}
