// What every panel is handed: the view, the stretch of time that plots show, and where to put what the user
// asks for.
#pragma once

#include <array>
#include <vector>

#include "viz/panels/layout.h"
#include "viz/panels/plot.h"
#include "viz/view/view.h"

namespace switchyard::viz {

using Requests = std::vector<Request>;

// How much time plots can show.
inline constexpr std::array<Duration, 6> plot_lengths = {minutes(5), minutes(15), minutes(60),
                                                         hours(4),   hours(12),   hours(24)};

struct Desk {
  const View& view;
  Requests& requests;
  Duration window = minutes(60);  // that plots show, up to now
  bool focused = false;           // keys go to this panel

  // From `window` before now, or from the begin of the recording; always as long as the window.
  Span span() const;
  template <class Wish>
  void ask(Wish wish) const {
    requests.push_back(std::move(wish));
  }
};

// A panel's window with its title; between them stands what the panel draws.
bool begin_panel(PanelId id, const Rect& place, bool focused);
void end_panel();

// What the arrow keys ask of this panel's rows: 1 is the row below, -1 the one above.
int row_step(const Desk& desk);

// On the title's line, so that what follows ends at the panel's right edge.
void to_the_right(float width);

}  // namespace switchyard::viz
