--- @include "one";
-- @include 'two' ;
---@include "three";;
%include "four";
return one .. two .. three .. four
