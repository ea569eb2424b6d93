// Functions over the files, in the words of those who use them.
#include "cli/serve/beside_journals.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "adapters/callbacks/position.h"
#include "adapters/journal/bookmarks.h"

namespace switchyard::cli {

namespace callbacks = adapters::callbacks;
namespace carrier = adapters::carrier;
namespace operations = adapters::operations;
namespace webhooks = adapters::webhooks;

carrier::DeletionList deletion_list(adapters::journal::DueList& list) {
  return {[&list](const std::string& recording, Time due) { list.add(recording, due); },
          [&list](Time now, std::size_t most) { return list.due(now, most); },
          [&list](const std::string& recording) { list.remove(recording); }};
}

webhooks::EndList end_list(adapters::journal::DueList& list) {
  return {[&list](const std::vector<std::string>& added, Time until,
                  const std::vector<std::string>& removed) { return list.change(added, until, removed); },
          [&list] { return list.all(); }};
}

callbacks::Bookmark event_bookmark(const std::string& folder) {
  const adapters::journal::Bookmarks files(folder, "events");
  callbacks::Bookmark bookmark;
  bookmark.read = [files](std::string_view workspace) -> std::optional<callbacks::EventPosition> {
    const auto text = files.read(workspace);
    if (!text) return std::nullopt;
    return callbacks::read_position(*text).value_or(callbacks::EventPosition{});  // damaged: all again
  };
  bookmark.write = [files](std::string_view workspace, callbacks::EventPosition position) {
    files.write(workspace, callbacks::to_text(position));
  };
  bookmark.forget = [files](std::string_view workspace) { files.forget(workspace); };
  return bookmark;
}

callbacks::DeadLetterShelf dead_letter_shelf(adapters::journal::LetterFile& file, operations::Log& log) {
  callbacks::DeadLetterShelf shelf;
  shelf.read = [&file](std::string_view workspace) {
    std::vector<callbacks::DeadLetter> letters;
    for (const std::string& text : file.read(workspace)) {
      if (auto letter = callbacks::read_dead_letter(text)) letters.push_back(*std::move(letter));
    }
    return letters;
  };
  shelf.change = [&file, &log](std::string_view workspace,
                               const std::vector<callbacks::DeadLetterChange>& changes) {
    std::vector<adapters::journal::LetterChange> texts;
    for (const callbacks::DeadLetterChange& change : changes) {
      texts.push_back({change.id, change.letter ? std::optional(to_text(*change.letter)) : std::nullopt});
      if (change.letter) log.warn("events_given_up", {{"workspace", workspace}});  // repeats are only counted
    }
    if (!file.change(workspace, texts)) log.warn("dead_letters_not_kept", {{"workspace", workspace}});
  };
  shelf.forget = [&file](std::string_view workspace) { file.forget(workspace); };
  return shelf;
}

}  // namespace switchyard::cli
