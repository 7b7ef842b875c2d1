package starforge;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The layout that ARCHITECTURE.md promises, held to. */
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> SQL =
            resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "com.zaxxer..", "org.flywaydb..", "org.h2..");
    private static final DescribedPredicate<JavaClass> HTTP =
            resideInAnyPackage("spark..", "javax.servlet..", "org.eclipse.jetty..");
    private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("starforge..");

    private static JavaClasses all;

    @BeforeAll
    static void read() {
        all = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("/test-classes/"))
                .importPackages("starforge");
    }

    private static void check(ArchRule rule) {
        rule.check(all);
    }

    @Test
    void packages_need_each_other_in_one_direction_only() {
        check(slices().matching("starforge.(*)..").should().beFreeOfCycles());
    }

    @Test
    void nobody_needs_the_program_itself() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("starforge")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("starforge"));
    }

    @Test
    void access_stands_on_words_alone_and_the_database_on_access() {
        check(classes()
                .that()
                .resideInAPackage("starforge.access")
                .should()
                .onlyDependOnClassesThat(not(OURS).or(resideInAnyPackage("starforge.access", "starforge.words"))));
        check(classes()
                .that()
                .resideInAPackage("starforge.db")
                .should()
                .onlyDependOnClassesThat(
                        not(OURS).or(resideInAnyPackage("starforge.db", "starforge.access", "starforge.words"))));
    }

    @Test
    void git_and_web_know_no_feature() {
        check(classes()
                .that()
                .resideInAPackage("starforge.git")
                .should()
                .onlyDependOnClassesThat(not(OURS)
                        .or(resideInAnyPackage(
                                "starforge.git", "starforge.access", "starforge.words", "starforge.kernels"))));
        check(classes()
                .that()
                .resideInAPackage("starforge.web")
                .should()
                .onlyDependOnClassesThat(not(OURS)
                        .or(resideInAnyPackage(
                                "starforge.web", "starforge.access", "starforge.words", "starforge.db"))));
    }

    @Test
    void sql_is_spoken_in_tables_and_the_database_alone() {
        DescribedPredicate<JavaClass> outside = resideInAPackage("starforge..")
                .and(not(resideInAPackage("starforge.db")))
                .and(not(nameMatching(".*Table(\\$.*)?")));
        // A handle is passed from the database to a table and used by nobody between them.
        check(noClasses().that(outside).should().dependOnClassesThat(SQL.and(not(equivalentTo(Handle.class)))));
        check(noClasses().that(outside).should().callMethodWhere(targetOwner(SQL)));
    }

    /** No server, no console, no function of it: SQL comes to it by the one pool of connections. */
    @Test
    void nothing_of_the_database_is_started_by_hand() {
        check(noClasses().should().dependOnClassesThat().resideInAPackage("org.h2.."));
    }

    @Test
    void tables_are_seen_by_their_own_package_alone() {
        check(classes().that().haveSimpleNameEndingWith("Table").should().bePackagePrivate());
    }

    @Test
    void http_is_spoken_by_pages_and_doors_alone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "starforge", "starforge.web", "starforge.git", "starforge.realtime", "starforge.outgoing")
                .and(not(nameMatching(".*Pages(\\$.*)?")))
                .should()
                .dependOnClassesThat(HTTP));
    }

    @Test
    void jgit_is_used_by_the_git_packages_alone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("starforge.git..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jgit.."));
    }

    @Test
    void features_know_the_bus_and_not_the_live_server() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("starforge", "starforge.live", "starforge.realtime")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("starforge.realtime"));
    }

    @Test
    void every_package_says_what_it_is_and_promises_no_null() {
        Set<String> packages = new TreeSet<>();
        all.forEach(type -> packages.add(type.getPackageName()));
        List<String> silent = packages.stream()
                .filter(name -> !all.contain(name + ".package-info")
                        || !all.get(name + ".package-info").isAnnotatedWith(NullMarked.class))
                .toList();
        assertThat(silent).isEmpty();
    }

    @Test
    void nothing_static_changes() {
        check(fields().that()
                .areStatic()
                .and(not(nameMatching("\\$.*")))
                .should()
                .beFinal());
    }

    @Test
    void parts_are_handed_in_by_constructors_alone() {
        check(noFields().should().beAnnotatedWith(describe("injection", annotation -> annotation
                .getRawType()
                .getSimpleName()
                .matches("Inject|Autowired|Resource"))));
        check(noFields().that().areNotStatic().should().haveModifier(JavaModifier.PUBLIC));
    }
}
