import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

public class Crash_dfe233ab7c427b0793d17eb775596e6d54d92bf7 {
    static final String base64Bytes = String.join("", "IyBXaGF0IHRoZSBjb2RlcyBhbmQgdSMgV2hhdCB0aGUgY29kb3JhdG9yeSdzIG93biBjb2RlcywKIyBjaGVjayBpdCB3aXRoICJsaW1ibGluZSB3bGFib3JhdG9yeS5tZCkuCmxpbWJsaW5lamF2YS4tbGFib3JhdG9yeTogMApzb3VyY2U6IExPSU5DIChsb2luYy5vcmcpIGFuZCBVQ1VNICh1Y3VtLm5pdHMgb2YgYSBlb3duIGNvb3JnZGVzLAojIGMp");

    public static void main(String[] args) throws Throwable {
        Crash_dfe233ab7c427b0793d17eb775596e6d54d92bf7.class.getClassLoader().setDefaultAssertionStatus(true);
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