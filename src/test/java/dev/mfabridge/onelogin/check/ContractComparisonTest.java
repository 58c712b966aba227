package dev.mfabridge.onelogin.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mfabridge.onelogin.RecordedAnswer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Comparison of answers with the contract. */
class ContractComparisonTest {
    private static final String DEVICES = "GET /api/2/mfa/users/{user_id}/devices";
    private static final String USERS = "GET /api/2/users";
    private static final String VERIFICATIONS = "POST /api/2/mfa/users/{user_id}/verifications";
    private static final String VERIFICATION = "GET /api/2/mfa/users/{user_id}/verifications/{verification_id}";
    private static final Contract CONTRACT = new Contract();

    @Test
    @DisplayName("The contract contains every recorded answer to the extension's calls")
    void recordedAnswersAreInTheContract() {
        assertThat(CONTRACT.all().stream().map(KnownAnswer::name))
                .containsAll(RecordedAnswer.names().stream()
                        .filter(name -> !name.equals("temporary-token"))
                        .toList());
    }

    static Stream<KnownAnswer> knownAnswers() {
        return CONTRACT.all().stream();
    }

    @ParameterizedTest
    @DisplayName("A known answer has no difference from the contract")
    @MethodSource("knownAnswers")
    void knownAnswerHasNoDifference(KnownAnswer answer) {
        var comparison = ContractComparison.of(
                CONTRACT,
                answer.call(),
                answer.status(),
                AnswerBody.of(answer.body().map(Object::toString).orElse("")));

        assertThat(comparison.differences()).isEmpty();
        assertThat(comparison.closest()).isPresent();
    }

    @ParameterizedTest
    @DisplayName("A difference that the extension tolerates is a note")
    @CsvSource(
            delimiter = '|',
            value = {
                "[{'device_id':1,'user_display_name':'a','type_display_name':'b','auth_factor_name':'SMS','default':true}]|device_id is a number and not text",
                "[{'device_id':'1','type_display_name':'b','auth_factor_name':'SMS','default':true}]|the field user_display_name is missing",
                "[{'device_id':'1','user_display_name':'a','type_display_name':'b','auth_factor_name':'SMS','default':true,'x':1}]|the field x is not in the contract",
                "{'device_id':'1','user_display_name':'a','type_display_name':'b','auth_factor_name':'SMS','default':true}|the list is an object, not an array"
            })
    void unimportantDifferenceIsANote(String body, String sentence) {
        assertThat(differences(DEVICES, 200, body)).containsExactly(Difference.note(sentence));
    }

    @Test
    @DisplayName("A missing field that the extension needs is one problem and no note")
    void missingNeededFieldIsAProblem() {
        var body = "[{'user_display_name':'a','type_display_name':'b','auth_factor_name':'SMS','default':true}]";

        assertThat(differences(DEVICES, 200, body))
                .containsExactly(Difference.problem("the extension needs the field device_id, and it is missing"));
    }

    @Test
    @DisplayName("A user without the status that blocks users is a problem, and further fields are none")
    void missingUserStatusIsAProblem() {
        var body = "[{'id':1,'email':'a','username':'b','external_id':null,'state':1,'locked_until':null,'title':'x'}]";

        assertThat(differences(USERS, 200, body))
                .containsExactly(Difference.problem("the extension needs the field status, and it is missing"));
    }

    @Test
    @DisplayName("An unknown status is a problem where it decides, and a note at the start of a challenge")
    void unknownStatusIsAProblemWhereItDecides() {
        assertThat(differences(VERIFICATION, 200, "{'id':'1','status':'approved','device_id':'1'}"))
                .containsExactly(Difference.problem("the word in status is in no source"));
        assertThat(differences(VERIFICATIONS, 201, "{'id':'1','status':'approved'}"))
                .contains(Difference.note("the word in status is in no source"));
    }

    @Test
    @DisplayName("Another HTTP status of a success is a note")
    void otherSuccessStatusIsANote() {
        assertThat(differences(VERIFICATION, 202, "{'id':'1','status':'pending','device_id':'1'}"))
                .containsExactly(Difference.note("HTTP 202 and not 200"));
    }

    @ParameterizedTest
    @DisplayName("A body that can't be read as OneLogin's is a problem")
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {"200|<html>hi</html>", "404|<html>hi</html>", "200|nothing", "200|{'id'", "200|true"})
    void unreadableBodyIsAProblem(int status, String body) {
        assertThat(differences(VERIFICATION, status, body == null ? "" : body))
                .singleElement()
                .matches(Difference::matters);
    }

    @Test
    @DisplayName("A duplicate field is a problem, because the extension rejects ambiguous answers")
    void duplicateFieldIsAProblem() {
        assertThat(differences(VERIFICATION, 200, "{'id':'1','status':'rejected','status':'accepted'}"))
                .singleElement()
                .matches(Difference::matters);
    }

    @Test
    @DisplayName("A record in an array of two is a problem")
    void arrayOfTwoRecordsIsAProblem() {
        assertThat(differences(VERIFICATION, 200, "[{'id':'1'},{'id':'2'}]")).anyMatch(Difference::matters);
    }

    private static List<Difference> differences(String operation, int status, String body) {
        return ContractComparison.of(CONTRACT, operation, status, AnswerBody.of(body.replace('\'', '"')))
                .differences();
    }
}
