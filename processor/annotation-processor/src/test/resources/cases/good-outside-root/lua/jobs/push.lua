---@include "../lib/clock"
---@include "./../jobs/deep/../../lib/..text"
---@return integer
return now() + #text
