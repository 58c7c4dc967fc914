/**
 * Many questions at once: images by hosts by applications, each answered by the resolver, and what follows from all the answers. Equal
 * roots are answered once. It decides nothing about loading itself.
 */
package org.abifit.survey;
