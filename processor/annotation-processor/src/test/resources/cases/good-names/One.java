package app;

interface One {
    void both(String reply, String element, String call, String FIND);
}
