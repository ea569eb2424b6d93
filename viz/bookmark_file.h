// The bookmarks of each recording, remembered from one look at it to the next.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viz/view/history.h"

namespace switchyard::viz {

// Recordings whose bookmarks are kept; those looked at longest ago go first.
inline constexpr std::size_t most_recordings = 200;

// Beside the layout; empty when there is no home.
std::string bookmarks_path();

// The bookmarks among the text's that belong to a recording, which is named by its log's hash. A text that is
// none has none.
std::vector<Mark> bookmarks_in(std::string_view text, const std::string& recording);
// The text with those among `marks` that are bookmarks in the place of the recording's.
std::string with_bookmarks(std::string_view text, const std::string& recording,
                           const std::vector<Mark>& marks);

std::vector<Mark> load_bookmarks(const std::string& path, const std::string& recording);
// Does nothing where the folder cannot be written.
void save_bookmarks(const std::string& path, const std::string& recording, const std::vector<Mark>& marks);

}  // namespace switchyard::viz
