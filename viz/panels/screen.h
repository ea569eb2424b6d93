// The whole screen: all panels in their places, and what the user has chosen in them.
#pragma once

#include "viz/panels/agents.h"
#include "viz/panels/compare.h"
#include "viz/panels/desk.h"
#include "viz/panels/events.h"
#include "viz/panels/layout.h"
#include "viz/panels/queues.h"
#include "viz/panels/task.h"
#include "viz/panels/transport.h"

namespace switchyard::viz {

struct ScreenState {
  Layout layout;
  PanelId focus = PanelId::queues;
  Duration window = minutes(60);  // that plots show
  bool help = false;
  bool words = false;  // what the words of the focused panel mean
  QueuesState queues;
  AgentsState agents;
  EventsState events;
  TransportState transport;
  TaskState task;
  CompareState compare;
};

struct Answer {
  Requests requests;
  bool close = false;  // the user wants to leave
};

// Draws one frame between ImGui::NewFrame and ImGui::Render, and says what was asked for.
Answer draw_screen(const View& view, ScreenState& state);

}  // namespace switchyard::viz
