-- Comments are not sent, however long they are: 0123456789 0123456789 0123456789 0123456789 0123456789.
---@include "lib/text"
---@include "lib/text"
return { #KEYS }
