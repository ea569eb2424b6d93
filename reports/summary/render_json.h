// The summary for machines: summary.json, and the same figures one scope a line.
#pragma once

#include <string>

#include "reports/summary/summary.h"
#include "reports/summary/text_sink.h"

namespace switchyard::reports {

// summary.json as docs/formats.md describes it, indented, with a line feed at the end. It repeats byte for
// byte: no clock, host or path is in it.
std::string render_json(const Summary& summary);
// The same, piece by piece: no more than one interval is in memory.
void render_json(const Summary& summary, const TextSink& sink);

// The head of the summary on the first line, then one scope or interval a line.
std::string render_jsonl(const Summary& summary);
void render_jsonl(const Summary& summary, const TextSink& sink);  // line by line

}  // namespace switchyard::reports
