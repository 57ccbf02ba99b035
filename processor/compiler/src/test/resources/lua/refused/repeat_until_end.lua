 
 repeat until