/// Courses become endpoints, endpoints become tables with a unit and a denominator.
/// `docs/endpoints.md` defines each endpoint in words.
@org.jspecify.annotations.NullMarked
package limbline.series;
