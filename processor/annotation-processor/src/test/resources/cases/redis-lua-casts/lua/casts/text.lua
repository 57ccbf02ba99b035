%key key
%return string
return nil
