-- Each time it is named.
trail[#trail + 1] = "first"
---@include "deep/deeper"
