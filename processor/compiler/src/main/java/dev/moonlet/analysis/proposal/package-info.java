/** What a script that declares nothing could declare: names, types and results, as far as its text shows them. */
@NullMarked
package dev.moonlet.analysis.proposal;

import org.jspecify.annotations.NullMarked;
