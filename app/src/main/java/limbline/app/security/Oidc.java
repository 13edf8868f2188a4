package limbline.app.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import limbline.app.SignInSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/// Sign-in at the hospital's provider (OpenID Connect). The provider says who somebody is; what he
/// may, the account says that an administrator made and gave that name. Whoever has none gets in
/// nowhere, whatever groups or roles the provider tells of.
final class Oidc {

    /// The part of the addresses that names the one provider.
    static final String HOSPITAL = "hospital";

    /// Said by the exception where the provider knows somebody for whom there is no account here.
    static final String NO_ACCOUNT = "no_account";

    /// Said by the exception where the provider did not prove somebody as strongly as is asked.
    static final String TOO_WEAK = "too_weak";

    private static final Logger LOG = LoggerFactory.getLogger(Oidc.class);

    private Oidc() {}

    /// Somebody whom the provider proved, with his account here.
    record Proved(Account account, OidcIdToken idToken) implements OidcUser {

        @Override
        public Map<String, Object> getClaims() {
            return idToken.getClaims();
        }

        @Override
        public @Nullable OidcUserInfo getUserInfo() {
            return null;
        }

        @Override
        public OidcIdToken getIdToken() {
            return idToken;
        }

        @Override
        public Map<String, Object> getAttributes() {
            return idToken.getClaims();
        }

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return List.of();
        }

        @Override
        public String getName() {
            return account.name();
        }
    }

    /// Finds the account that is called so at the provider. One that failed passwords have closed is
    /// open here, since nobody guesses a provider; a removed one is not there.
    ///
    /// @param demonstrationsMayEnter whether the server can be reached from this machine only
    static OAuth2UserService<OidcUserRequest, OidcUser> accounts(
            Accounts accounts, SignInSettings.Provider provider, boolean demonstrationsMayEnter) {
        return request -> {
            @Nullable String strength = request.getIdToken().getAuthenticationContextClass();
            if (!provider.strengths().isEmpty() && (strength == null
                    || !provider.strengths().contains(strength))) {
                LOG.info("the provider proved somebody by less than oidc.acr asks");
                throw new OAuth2AuthenticationException(new OAuth2Error(TOO_WEAK));
            }
            @Nullable String name = request.getIdToken().getClaimAsString(provider.claim());
            Optional<Account> account = (name == null ? Optional.<Account>empty()
                    : accounts.calledAtProvider(name))
                    .filter(one -> demonstrationsMayEnter || !one.demonstration());
            return new Proved(account.orElseThrow(() -> {
                LOG.info("the provider proved somebody for whom there is no account");
                return new OAuth2AuthenticationException(new OAuth2Error(NO_ACCOUNT));
            }), request.getIdToken());
        };
    }

    /// Asks the provider how it is to be spoken with, once, when the first person comes: a provider
    /// that is away keeps nobody from signing in by password.
    static ClientRegistrationRepository provider(SignInSettings.Provider provider) {
        return new ClientRegistrationRepository() {

            private @Nullable ClientRegistration known;

            @Override
            public synchronized @Nullable ClientRegistration findByRegistrationId(String id) {
                if (!id.equals(HOSPITAL)) {
                    return null;
                }
                if (known == null) {
                    known = ClientRegistrations.fromIssuerLocation(provider.issuer())
                            .registrationId(HOSPITAL)
                            .clientId(provider.client())
                            .clientSecret(provider.secret())
                            .scope("openid", "profile")
                            .build();
                }
                return known;
            }
        };
    }

    /// Asks the provider for the strength that the settings name.
    static OAuth2AuthorizationRequestResolver asking(
            ClientRegistrationRepository where, SignInSettings.Provider provider) {
        DefaultOAuth2AuthorizationRequestResolver asking =
                new DefaultOAuth2AuthorizationRequestResolver(where);
        if (!provider.strengths().isEmpty()) {
            asking.setAuthorizationRequestCustomizer(request -> request.additionalParameters(
                    all -> all.put("acr_values", String.join(" ", provider.strengths()))));
        }
        return asking;
    }

    /// The provider's tokens prove who somebody is and are of no further use: none is kept.
    static final class NoTokens implements OAuth2AuthorizedClientRepository {

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // the interface asks for it
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String id, Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(OAuth2AuthorizedClient client, Authentication principal,
                HttpServletRequest request, HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(String id, Authentication principal,
                HttpServletRequest request, HttpServletResponse response) {}
    }
}
