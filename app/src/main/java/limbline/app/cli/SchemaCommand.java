package limbline.app.cli;

import java.util.concurrent.Callable;
import limbline.app.exchange.CourseSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// What a course file may hold, for editors.
@Command(name = "schema", mixinStandardHelpOptions = true,
        description = "Prints the JSON Schema of the course file.")
final class SchemaCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(CourseSchema.text());
        spec.commandLine().getOut().flush();
        return Main.DONE;
    }
}
