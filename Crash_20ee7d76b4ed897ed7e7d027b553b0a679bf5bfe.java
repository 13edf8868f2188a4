import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

public class Crash_20ee7d76b4ed897ed7e7d027b553b0a679bf5bfe {
    static final String base64Bytes = String.join("", "c2VyaWVzLG1lYXN1cmUsdmFsdWUsbG93LGhpZ2gsdW5pdCx3aGF0LHNvdXJjZQp0dXJhRXhjZXB0aW9uZ2EyMDExX3NlcmllcyxtZWFzdXJlLHZhbHVlLGxvdyxoaWdoLHVuaXQsd2hhdCxzb3VyY2UKdGFnYTIwMTFfYWxsLGNyZWF0aW5lLWtpbmFzZS1wZWFrLDEyN2VtZGktY3J1Zy1yLCwsVS9MLCJtZWRpYW4sIGFybSIsUE1DNDUxNTk3NCAoYWJzdHJhY3QpCnR1cmFSLTFhbGwsY3JlYXRpbmUta2luYXNlLXBlYWssMTI3LCwsVS9MLCJtZWRpYW4sIGFybSIsbnRocy10by1yZXNwbw==");

    public static void main(String[] args) throws Throwable {
        Crash_20ee7d76b4ed897ed7e7d027b553b0a679bf5bfe.class.getClassLoader().setDefaultAssertionStatus(true);
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