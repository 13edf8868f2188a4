import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

public class Crash_8911dfe760603d0ea4ff7ba8520f04fbb4e0e56e {
    static final String base64Bytes = String.join("", "a2V5LGZpcnN+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn5+fn50X2F1dGhvcixqYXZhLnRpfGxlLGpvdXJuYWwscG1pZF9vcl9wbWNpZCxrZWRhfn5+fnRfYXV0aG9yLGphdmEudGl8bGUsam91cm5hbCxwbWlkX29yX3BtY2lkLGtlZGFsaXR5LGhpc3VybHQ=");

    public static void main(String[] args) throws Throwable {
        Crash_8911dfe760603d0ea4ff7ba8520f04fbb4e0e56e.class.getClassLoader().setDefaultAssertionStatus(true);
        try {
            Method fuzzerInitialize = limbline.app.fuzz.FileFuzzer.class.getMethod("fuzzerInitialize");
            fuzzerInitialize.invoke(null);
        } catch (NoSuchMethodException ignored) {
            try {
                Method fuzzerInitialize = limbline.app.fuzz.FileFuzzer.class.getMethod("fuzzerInitialize", String[].class);
                fuzzerInitialize.invoke(null, (Object) args);
            } catch (NoSuchMethodException ignored1) {
            } catch (IllegalAccessException | InvocationTargetException e) {
                e.printStackTrace();
                System.exit(1);
            }
        } catch (IllegalAccessException | InvocationTargetException e) {
            e.printStackTrace();
            System.exit(1);
        }
        byte[] input = java.util.Base64.getDecoder().decode(base64Bytes);
        limbline.app.fuzz.FileFuzzer.fuzzerTestOneInput(input);
    }
}