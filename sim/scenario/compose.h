// The text of a scenario after `extends` and `--set`, which still knows where each byte was written.
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/codec/document/document.h"

namespace switchyard::sim {

// One `--set PATH=VALUE`. The path's words are keys, indexes of arrays or the names of their elements, joined
// by points: "traffic.0.rate", "traffic.calls.rate". The value is JSON, or else a string as it stands.
struct Setting {
  std::string path;
  std::string value;
};

// "a.b=value" cut at its first '='. Nothing when there is none or it is first.
std::optional<Setting> parse_setting(std::string_view text);

// The document that all of them come to. Nodes, offsets and problems are those of one text, `document.text`.
class Composed {
 public:
  const codec::Document& document() const { return document_; }

  // The same problems, told where they were written: in the scenario's file, in the one that it extends, or
  // in a setting. O(text) each.
  codec::Problems relocate(const codec::Problems& problems) const;

  // A file name that stands at `node`, relative to the folder of the file where it was written. One from a
  // setting is looked for in the working directory first, then beside the scenario.
  std::string resolve(const codec::Node& node, const std::string& file) const;

  // The files that were read, in order.
  std::vector<codec::Document> files() const;

 private:
  friend class Composer;
  struct Source {
    codec::Document document;
    std::string folder;
    bool is_setting = false;
  };
  struct Piece {
    std::size_t begin = 0;  // in the composed text; it ends where the next piece begins
    std::size_t source = 0;
    std::size_t offset = 0;  // in the source
    bool copied = true;      // false: all of it stands at `offset` (text that we put in)
  };
  const Piece& piece_at(std::size_t offset) const;
  std::size_t offset_of(const codec::Problem& problem) const;

  codec::Document document_;
  std::deque<Source> sources_;  // they stay where they are while others come
  std::vector<Piece> pieces_;
};

// Reads `file` and applies the settings in order. A file with "extends" is the file that it names, with each
// of its own members in place of that file's, and then the paths of its "set".
tl::expected<Composed, codec::Problems> compose(const std::string& file,
                                                const std::vector<Setting>& settings);
// The same of a document that was read already.
tl::expected<Composed, codec::Problems> compose(codec::Document document,
                                                const std::vector<Setting>& settings);

}  // namespace switchyard::sim
