package limbline.app.exchange;

/// A file that cannot be taken at all, or a place in one; the message says where and why.
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public Unreadable(Problem problem) {
        super(problem.toString());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
