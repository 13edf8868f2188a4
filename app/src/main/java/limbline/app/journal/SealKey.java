package limbline.app.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The key that signs seals and backups: Ed25519, in the file `seal.key` of the folder `keys`,
/// never in the database. Whoever can read it can set a seal in this centre's name. Its second line
/// is the public half, by which others check; a copy of that belongs elsewhere.
final class SealKey {

    private static final String ALGORITHM = "Ed25519";
    private static final String FILE = "seal.key";

    private final PrivateKey secret;
    private final PublicKey open;

    private SealKey(PrivateKey secret, PublicKey open) {
        this.secret = secret;
        this.open = open;
    }

    /// The key in this folder; none if there is none.
    static Optional<SealKey> find(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            byte[] secret = Base64.getDecoder().decode(lines.get(0));
            return Optional.of(new SealKey(KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(secret)), open(lines.get(1))));
        } catch (GeneralSecurityException | IllegalArgumentException
                | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("%s is no key for seals: put it back from a copy"
                    .formatted(file), e);
        }
    }

    /// A new key in this folder, which had none.
    static SealKey make(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));
        Path fresh = folder.resolve(FILE + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rw-------")));
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            SealKey key = new SealKey(pair.getPrivate(), pair.getPublic());
            Files.writeString(fresh, text(pair.getPrivate()) + "\n" + key.openText() + "\n");
            Files.move(fresh, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
            return key;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java since 15 has it
        }
    }

    /// A public key from its text.
    static PublicKey open(String text) {
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(
                    new X509EncodedKeySpec(Base64.getDecoder().decode(text.strip())));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("this is no Ed25519 key: " + text.strip(), e);
        }
    }

    /// The public key as text.
    String openText() {
        return text(open);
    }

    PublicKey open() {
        return open;
    }

    /// By which people compare keys: the first 16 hexadecimal digits of its SHA-256.
    static String fingerprint(PublicKey key) {
        return HexFormat.of().formatHex(Chain.sha256().digest(key.getEncoded())).substring(0, 16);
    }

    /// Signs a hash, not a text: Ed25519 would keep the whole text in memory.
    String sign(byte[] hash) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(hash);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean signed(PublicKey key, byte[] hash, String signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(key);
            check.update(hash);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // no signature of any key
        }
    }

    private static String text(Key key) {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }
}
